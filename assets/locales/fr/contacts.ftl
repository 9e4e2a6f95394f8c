### Contacts
