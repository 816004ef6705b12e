using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>What the reader of labels asks of an ASCII character, in one octet that can be or-ed over a label.</summary>
internal static class AsciiKinds
{
    /// <summary>An upper-case letter; the bit is the one that lower-casing sets.</summary>
    public const byte Upper = 0x20;

    /// <summary>Ends a label.</summary>
    public const byte Dot = 1;

    /// <summary>Begins an escape in presentation format.</summary>
    public const byte Backslash = 2;

    /// <summary>A forbidden domain code point of the WHATWG URL Standard.</summary>
    public const byte Forbidden = 4;

    /// <summary>Neither a letter, a digit nor a hyphen (UseSTD3ASCIIRules).</summary>
    public const byte NotStd3 = 8;

    private static readonly byte[] Kinds = ClassifyAll();

    /// <summary>The kinds of all ASCII characters, by character.</summary>
    public static ReadOnlySpan<byte> Table => Kinds;

    /// <summary>The kinds of a character; 0 for one beyond ASCII.</summary>
    public static byte Of(int character) => (uint)character < (uint)Kinds.Length ? Kinds[character] : (byte)0;

    /// <summary>The kinds of all, in a plain loop: LINQ over numbers would have to be compiled for it, and the first opening waits for that.</summary>
    private static byte[] ClassifyAll()
    {
        byte[] kinds = new byte[0x80];
        for (int character = 0; character < kinds.Length; character++)
            kinds[character] = Classify(character);
        return kinds;
    }

    private static byte Classify(int character)
    {
        byte kind = 0;
        if (AsciiFold.IsUpper((byte)character))
            kind |= Upper;
        else if (!LabelValidator.IsStd3(character))
            kind |= NotStd3;
        if (character == '.')
            kind |= Dot;
        if (character == '\\')
            kind |= Backslash | Forbidden;
        if (PresentationText.IsForbidden((byte)character))
            kind |= Forbidden;
        return kind;
    }
}
