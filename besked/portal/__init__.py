"""The portal: what an applicant sees of their own, by a mailed link. It holds no rule."""
