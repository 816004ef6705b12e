using System.Text;

namespace DomainBlock.Lists.Grammars;

/// <summary>A resource record without its owner: <c>[TTL] [CLASS] TYPE DATA</c>, TTL and class in either order.</summary>
internal readonly ref struct ResourceRecord
{
    private ResourceRecord(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Type = type;
        Data = data;
    }

    /// <summary>The type, in upper or lower case.</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>What follows the type.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>The address, if it is an address record with one of its kind; else empty.</summary>
    public ReadOnlySpan<byte> Address =>
        (IsType("A"u8) || IsType("AAAA"u8)) && Tokens.IsAddress(Data) && Data.Contains((byte)':') == IsType("AAAA"u8) ? Data : default;

    /// <summary>Reads the other name, if it is a CNAME record with one, as if that were absolute.</summary>
    public bool TryReadTarget(out DomainName target)
    {
        target = default;
        return IsType("CNAME"u8) && DomainName.Read(Tokens.First(Data, out _), out target, out _) == NameStatus.Valid;
    }

    /// <summary>Whether it has this type, given in upper case.</summary>
    public bool IsType(ReadOnlySpan<byte> type) => Ascii.EqualsIgnoreCase(Type, type);

    /// <summary>Reads a record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out ResourceRecord record)
    {
        record = default;
        ReadOnlySpan<byte> word = Tokens.First(text, out ReadOnlySpan<byte> rest);
        bool hasTtl = false;
        bool hasClass = false;
        while (true)
        {
            if (!hasTtl && IsTtl(word))
                hasTtl = true;
            else if (!hasClass && IsClass(word))
                hasClass = true;
            else
                break;
            word = Tokens.First(rest, out rest);
        }
        if (word.IsEmpty || rest.IsEmpty || !IsTypeName(word))
            return false;
        record = new ResourceRecord(word, rest);
        return true;
    }

    private static bool IsTtl(ReadOnlySpan<byte> word) => !word.IsEmpty && char.IsAsciiDigit((char)word[0]) && !word.ContainsAnyExcept(Tokens.TtlSigns);

    private static bool IsClass(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "IN"u8) || Ascii.EqualsIgnoreCase(word, "CH"u8) || Ascii.EqualsIgnoreCase(word, "HS"u8);

    private static bool IsTypeName(ReadOnlySpan<byte> word)
    {
        foreach (byte octet in word)
        {
            if (!char.IsAsciiLetterOrDigit((char)octet) && octet != '-')
                return false;
        }
        return char.IsAsciiLetter((char)word[0]);
    }
}
