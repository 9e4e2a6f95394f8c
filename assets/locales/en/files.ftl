### Files
