"""Ring 4: what a cashier can do; decides the order of steps and what happens if one fails."""
