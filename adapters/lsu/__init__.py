"""LSU 1D XML, schema 1.0b: the file in which a school's gradebook hands its bilans over."""
