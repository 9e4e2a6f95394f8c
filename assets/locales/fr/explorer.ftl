### Explorer
