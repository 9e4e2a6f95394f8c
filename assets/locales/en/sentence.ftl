## Rules as sentences
