## Les différences entre catalogues
