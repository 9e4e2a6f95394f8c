### Table
