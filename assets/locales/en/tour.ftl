## The tour of the first start
