## Templates and the preview of an offer
