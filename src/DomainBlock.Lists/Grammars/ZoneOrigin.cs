using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Where names of a zone file hang that have no final dot: <c>$ORIGIN</c>, and the zone's own name (its apex). As long as no
/// absolute name has been said the apex itself has no name, and names are told relative to it.
/// </summary>
/// <remarks>Names are compared in presentation format, ASCII case aside: that is how a file writes its own origin.</remarks>
internal sealed class ZoneOrigin
{
    private Place _origin = new([], false);
    private Place? _apex;

    /// <summary>Sets the origin: <c>$ORIGIN</c>.</summary>
    public void Set(ReadOnlySpan<byte> name) => _origin = PlaceOf(name);

    /// <summary>Says that the name is that of the zone: it has the SOA record.</summary>
    public void SetApex(ReadOnlySpan<byte> owner) => _apex = PlaceOf(owner);

    /// <summary>Whether a relative name without labels behind it is absolute as it stands: the origin is the root.</summary>
    public bool IsRoot => _origin is { IsAbsolute: true, Text.Length: 0 };

    /// <summary>The whole of a name, without the final dot; null where that is not known.</summary>
    public byte[]? Complete(ReadOnlySpan<byte> name) => PlaceOf(name) is { IsAbsolute: true } place ? place.Text : null;

    /// <summary>Tells an owner relative to the apex; empty for the apex itself.</summary>
    /// <returns>Null, or what is wrong with the owner.</returns>
    public string? Locate(ReadOnlySpan<byte> owner, out ReadOnlySpan<byte> relative)
    {
        relative = default;
        Place apex = _apex ??= _origin;
        bool isAt = owner.SequenceEqual("@"u8);
        if (!isAt && !IsAbsolute(owner) && _origin.Equals(apex))
        {
            relative = owner;
            return null;
        }

        Place place = PlaceOf(owner);
        if (place.IsAbsolute != apex.IsAbsolute)
            return "the zone's own name is not known: $ORIGIN is missing before it";
        ReadOnlySpan<byte> text = place.Text;
        if (apex.Text.Length == 0)
            relative = text;
        else if (Ascii.EqualsIgnoreCase(text, apex.Text))
            return null;
        else if (IsBelow(text, apex.Text))
            relative = text[..^(apex.Text.Length + 1)];
        else
            return "outside of the zone";
        return null;
    }

    /// <summary>Whether the relative name is too long for a name of the zone.</summary>
    public bool IsTooLong(ReadOnlySpan<byte> relative)
    {
        if (_apex is not { Text.Length: > 0 } apex)
            return false;
        byte[] whole = [.. relative, (byte)'.', .. apex.Text];
        return DomainName.Read(whole, out _, out _) == NameStatus.NameTooLong;
    }

    /// <summary>Whether the text ends with a dot that is not escaped.</summary>
    public static bool IsAbsolute(ReadOnlySpan<byte> name) => name is [.., (byte)'.'] && !IsEscaped(name, name.Length - 1);

    private static bool IsEscaped(ReadOnlySpan<byte> text, int place)
    {
        int backslashes = 0;
        while (place - backslashes > 0 && text[place - backslashes - 1] == '\\')
            backslashes++;
        return backslashes % 2 == 1;
    }

    private static bool IsBelow(ReadOnlySpan<byte> text, ReadOnlySpan<byte> apex)
    {
        int dot = text.Length - apex.Length - 1;
        return dot > 0 && text[dot] == '.' && !IsEscaped(text, dot) && Ascii.EqualsIgnoreCase(text[(dot + 1)..], apex);
    }

    private Place PlaceOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("@"u8))
            return _origin;
        if (IsAbsolute(name))
            return new Place(name[..^1].ToArray(), true);
        byte[] joined = _origin.Text.Length == 0 ? name.ToArray() : [.. name, (byte)'.', .. _origin.Text];
        return new Place(joined, _origin.IsAbsolute);
    }

    /// <summary>A name without its final dot, absolute or relative to a zone whose name is not known.</summary>
    private readonly record struct Place(byte[] Text, bool IsAbsolute)
    {
        public bool Equals(Place other) => IsAbsolute == other.IsAbsolute && Ascii.EqualsIgnoreCase(Text, other.Text);

        public override int GetHashCode() => Text.Length;
    }
}
