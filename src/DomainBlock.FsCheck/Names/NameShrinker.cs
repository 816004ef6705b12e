namespace DomainBlock.Generators;

/// <summary>Simpler names: fewer labels, then shorter ones, then plainer octets.</summary>
internal static class NameShrinker
{
    public static IEnumerable<DomainName> Shrink(DomainName name)
    {
        IReadOnlyList<byte[]> labels = NameLabels.Split(name);
        if (labels.Count > 3)
        {
            yield return NameLabels.Join(labels.Skip(labels.Count / 2));
            yield return NameLabels.Join(labels.Take(labels.Count / 2));
        }
        for (int i = 0; i < labels.Count; i++)
            yield return NameLabels.Join(labels.Where((_, index) => index != i));
        for (int i = 0; i < labels.Count; i++)
        {
            foreach (byte[] simpler in ShrinkLabel(labels[i]))
                yield return NameLabels.Join([.. labels.Take(i), simpler, .. labels.Skip(i + 1)]);
        }
    }

    private static IEnumerable<byte[]> ShrinkLabel(byte[] label)
    {
        if (label.Length > 3)
            yield return label[..(label.Length / 2)];
        if (label.Length > 1)
            yield return label[1..];
        for (int i = 0; i < label.Length; i++)
        {
            // Each octet may only come nearer to 'a', so that shrinking ends.
            if (label[i] == 'a')
                continue;
            byte[] simpler = [.. label];
            simpler[i] = (byte)'a';
            yield return simpler;
        }
    }
}
