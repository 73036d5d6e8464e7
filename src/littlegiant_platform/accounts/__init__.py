"""Who may act: organisations, people, roles by place, invitations, keys."""
