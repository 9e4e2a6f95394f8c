### Check
