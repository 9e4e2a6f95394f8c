## What a rule does
