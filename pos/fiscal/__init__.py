"""Ring 5: signers and exports a country's law asks for."""
