### Forms
