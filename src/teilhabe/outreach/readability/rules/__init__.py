"""What makes a German text hard to read: each rule finds its places in one block and says what to do."""
