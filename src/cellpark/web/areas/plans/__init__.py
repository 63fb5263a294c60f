"""The pages of planning: the board, the plant now, plan against fact, and the plans themselves."""
