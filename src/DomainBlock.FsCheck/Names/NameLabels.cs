namespace DomainBlock.Generators;

/// <summary>Names taken apart into labels and put together again.</summary>
internal static class NameLabels
{
    public const int MaxLabelOctets = 63;
    public const int MaxNameOctets = 254;

    public static IReadOnlyList<byte[]> Split(DomainName name)
    {
        var labels = new List<byte[]>();
        for (ReadOnlySpan<byte> rest = name.Octets; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            labels.Add(rest.Slice(1, rest[0]).ToArray());
        return labels;
    }

    /// <summary>
    /// The name with these labels, those on the left left out as far as they do not fit: so every combination of
    /// labels gives a name, and most keep the suffix that makes names meet.
    /// </summary>
    public static DomainName Join(IEnumerable<byte[]> labels)
    {
        var wire = new List<byte> { 0 };
        foreach (byte[] label in labels.Reverse())
        {
            if (wire.Count - 1 + 1 + label.Length > MaxNameOctets)
                break;
            wire.InsertRange(0, label);
            wire.Insert(0, (byte)label.Length);
        }
        NameStatus status = DomainName.Read(new WireName(wire.ToArray()), out DomainName name, out _);
        return status == NameStatus.Valid
            ? name
            : throw new ArgumentException($"These are no labels of a name: {status.Describe()}.", nameof(labels));
    }

    public static byte[] Label(string text) => [.. text.Select(character => (byte)character)];
}
