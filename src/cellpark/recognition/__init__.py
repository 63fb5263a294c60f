"""Whether a company meets the rules of an official recognition, such as that of a high-tech enterprise.

The rules are dated text files in the expression language, each with its source and the day on which somebody compared
it with the official text. Pure: files, a company's data and a day go in; met, not met or unknown come out, with the
reasons, the data to ask for, and the first day on which it would be met if nothing but time went on.
"""
