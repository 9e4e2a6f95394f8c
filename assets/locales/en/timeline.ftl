## The timeline of periods
