"""The files of a dossier: papers for people, data for programs, raw files as they came."""
