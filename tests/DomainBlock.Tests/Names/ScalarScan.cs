using DomainBlock.Text;

namespace DomainBlock.Tests.Names;

/// <summary>The slow, obvious twin of <see cref="PlainScanner"/>: unit by unit, label by label, by the characters' definition.</summary>
internal sealed record ScalarScan(int Length, bool HasUpper, bool HasFinalDot, (int Start, int End)[] Labels)
{
    /// <summary>Scans text, whose units are numbers whatever their type.</summary>
    /// <returns>What was found, or null if the text is not plain.</returns>
    public static ScalarScan? Of(ReadOnlySpan<char> units)
    {
        bool hasUpper = false;
        foreach (char unit in units)
        {
            if (unit >= 0x80 || unit == '\\' || PresentationText.IsForbidden((byte)unit))
                return null;
            hasUpper |= unit is >= 'A' and <= 'Z';
        }

        bool hasFinalDot = units is [.., '.'];
        string name = (hasFinalDot ? units[..^1] : units).ToString();
        string[] labels = name.Split('.');
        if (name.Length > 253 || labels.Any(label => label.Length is 0 or > 63))
            return null;

        var places = new List<(int Start, int End)>();
        int start = 0;
        foreach (string label in labels)
        {
            places.Add((start, start + label.Length));
            start += label.Length + 1;
        }
        return new ScalarScan(name.Length, hasUpper, hasFinalDot, [.. places]);
    }
}
