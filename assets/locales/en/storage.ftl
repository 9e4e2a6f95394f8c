### Storage
