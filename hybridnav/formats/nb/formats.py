# The first is how a field shows its date. People at Nav type 031126, which Django refuses.
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d%m%y", "%d%m%Y"]
