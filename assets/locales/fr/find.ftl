### Find
