### App
