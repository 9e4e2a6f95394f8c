### Rule
