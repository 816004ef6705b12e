namespace DomainBlock.Unicode.Generator;

/// <summary>UTS #46 status of a code point, non-transitional: a deviation character is valid (§4, step 1).</summary>
internal enum MappingStatus
{
    Disallowed, Ignored, Valid, Mapped,
}

/// <summary>What UTS #46 makes of every code point, by code point.</summary>
internal sealed class MappingTable
{
    public MappingStatus[] Status { get; } = new MappingStatus[CharacterData.CodePoints];

    /// <summary>What a mapped code point becomes; null for others.</summary>
    public int[]?[] Mapping { get; } = new int[]?[CharacterData.CodePoints];

    /// <summary>Reads lines of IdnaMappingTable.txt.</summary>
    public static MappingTable Read(IEnumerable<UnicodeLine> lines)
    {
        var table = new MappingTable();
        foreach (UnicodeLine line in lines)
        {
            MappingStatus status = line.Fields[1] switch
            {
                "valid" or "deviation" => MappingStatus.Valid,
                "ignored" => MappingStatus.Ignored,
                "mapped" => MappingStatus.Mapped,
                "disallowed" => MappingStatus.Disallowed,
                string other => throw new InvalidDataException($"The mapping table has a status '{other}' that this generator doesn't know."),
            };
            int[]? mapping = status == MappingStatus.Mapped ? UnicodeFile.CodePoints(line.Fields[2]) : null;
            Array.Fill(table.Status, status, line.First, line.Last - line.First + 1);
            Array.Fill(table.Mapping, mapping, line.First, line.Last - line.First + 1);
        }
        return table;
    }

    /// <summary>
    /// The changes that give an accepted code point another result, which would make keys stored under the older table
    /// useless: one line for each run of code points. To accept what was disallowed harms no key and is no such change.
    /// </summary>
    /// <param name="before">The older table.</param>
    public IEnumerable<string> ChangesOfAccepted(MappingTable before)
    {
        int first = 0;
        string? current = null;
        for (int c = 0; c <= CharacterData.CodePoints; c++)
        {
            string? change = c < CharacterData.CodePoints ? ChangeOfAccepted(before, c) : null;
            if (change == current)
                continue;
            if (current is not null)
                yield return first == c - 1 ? $"U+{first:X4} {current}" : $"U+{first:X4}..U+{c - 1:X4} {current}";
            first = c;
            current = change;
        }
    }

    private string? ChangeOfAccepted(MappingTable before, int c)
    {
        bool isAsBefore = Status[c] == before.Status[c] && (Mapping[c] ?? []).SequenceEqual(before.Mapping[c] ?? []);
        return isAsBefore || before.Status[c] == MappingStatus.Disallowed ? null : $"was {before.Describe(c)}, is {Describe(c)}";
    }

    private string Describe(int c) => Status[c] switch
    {
        MappingStatus.Mapped => "mapped to " + string.Join(' ', Mapping[c]!.Select(mapped => mapped.ToString("X4", System.Globalization.CultureInfo.InvariantCulture))),
        MappingStatus.Ignored => "ignored",
        MappingStatus.Valid => "valid",
        _ => "disallowed",
    };
}
