"""What people do, without widgets: sign in, sit, decide, sign, share."""
