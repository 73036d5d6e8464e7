"""The platform: a dated record of enterprises, their facts, evidence and titles, for firms, offices and the public."""
