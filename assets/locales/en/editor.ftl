## The text editor of rules
