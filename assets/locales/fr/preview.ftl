### Preview
