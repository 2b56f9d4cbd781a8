"""A file of stays of about so many bytes, the same every time: python3 findings_csv.py BYTES KIND OUT.csv.

KIND: `clean`; `findings`, where every row has something wrong or doubtful, half of them rejected (the ten flaws of
stays_csv.rs in turn); `rejected`, where no row can be taken."""
import datetime, sys

SIZE, KIND, OUT = int(sys.argv[1]), sys.argv[2], sys.argv[3]
HEADER = "stay_id,nhs_number,provider_code,site_code,authority_code,admitted_at,ready_on,discharged_at\n"
COUNCILS = ["E10000020", "E10000002", "E10000016", "E09000002", "E08000035", "E06000023"]
FIRST = datetime.date(2015, 4, 1)


def numbers():
    """Valid numbers of the never-issued range, the last first."""
    for nine in range(999000000, 999999999):
        check = -sum(int(digit) * weight for digit, weight in zip(str(nine), range(10, 1, -1))) % 11
        if check < 10:
            yield f"{nine}{check}"


def flawed(cells, flaw):
    """As `flawed` of stays_csv.rs; flaws 2 to 4 reject the row in a file that has days in the declared form."""
    if flaw == 0: cells[1] = "9990000019"
    elif flaw == 1: cells[4] = "Norwich"
    elif flaw == 2: cells[5] = "2019-02-30"
    elif flaw == 3: cells[6] = "2014-01-31"
    elif flaw == 4: cells[2] = ""
    elif flaw == 5: cells[2] = cells[2].lower()
    elif flaw == 6: cells[1] = ""
    elif flaw == 7: cells[7] = cells[7][:10]
    elif flaw == 8: cells[4] = f" {cells[4]}"
    else: cells[3] = "=1"


people = list(numbers())
days = [(FIRST + datetime.timedelta(day)).isoformat() for day in range(22 * 83 + 60)]
with open(OUT, "w") as out:
    written, row = out.write(HEADER), 0
    while written < SIZE:
        lines = []
        for row in range(row, row + 10000):
            quarter, person = divmod(row, len(people))
            start = quarter % 22 * 83 + row * 7919 % 40
            ready, left = start + row % 9, start + row % 9 + row % 5
            provider = f"R{chr(65 + row % 14)}{row % 10}"
            cells = [
                f"{provider}-{row:011}", people[person], provider, f"{provider}0{row % 4}", COUNCILS[row % 6],
                f"{days[start]}T{8 + row % 4:02}:{row % 60:02}", days[ready], f"{days[left]}T{13 + row % 8}:{row * 7 % 60:02}",
            ]
            if KIND == "findings":
                flawed(cells, row // 7 % 10)
            elif KIND == "rejected":
                flawed(cells, (0, 2, 3, 4)[row // 7 % 4])
            lines.append(",".join(cells))
        row += 1
        written += out.write("\n".join(lines) + "\n")
print(f"{row} rows")
