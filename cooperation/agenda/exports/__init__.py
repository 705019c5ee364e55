"""What people take along: the agenda as calendar, JSON, XML and PDF, all made from one ``Programme``.

Who may see what is decided before: an export shows every slot that it is given.
"""
