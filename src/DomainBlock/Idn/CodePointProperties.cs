namespace DomainBlock.Idn;

/// <summary>Bidi classes as far as RFC 5893 tells them apart; <see cref="Other"/> is every class it never allows.</summary>
internal enum BidiClass
{
    L, R, AL, AN, EN, ES, CS, ET, ON, BN, NSM, Other,
}

/// <summary>Joining_Type, for RFC 5892 appendix A.1; join-causing counts as <see cref="U"/> there.</summary>
internal enum JoiningType
{
    U, L, R, D, T,
}

/// <summary>The derived property of RFC 5892; UNASSIGNED and DISALLOWED have the same consequence and are one here.</summary>
internal enum Idna2008Category
{
    NotAllowed, ProtocolValid, ContextJ, ContextO,
}

/// <summary>
/// What validity asks of one code point, in one word, so that the words of a label can be or-ed: a test on the union
/// answers for every code point at once. The generator writes these words into the class table.
/// </summary>
/// <param name="bits">The packed word.</param>
internal readonly struct CodePointProperties(uint bits)
{
    /// <summary>UTS #46 §4.1, V6: General_Category is Mark.</summary>
    public const uint MarkBit = 1u << 17;

    /// <summary>A label without such code points is in NFC: NFC_Quick_Check is not Yes, or the combining class is not 0 (UAX #15 §9).</summary>
    public const uint NfcMayChangeBit = 1u << 18;

    /// <summary>Makes a domain a bidi domain: R, AL or AN (RFC 5893 §1.4).</summary>
    public const uint RightToLeftBit = 1u << 19;

    /// <summary>A joiner, which is valid in context only (RFC 5892 appendix A.1, A.2).</summary>
    public const uint JoinerBit = 1u << 20;

    private const int JoiningShift = 4;
    private const int CategoryShift = 7;
    private const int CombiningClassShift = 9;

    public uint Bits => bits;

    public BidiClass Bidi => (BidiClass)(bits & 0xF);

    public JoiningType Joining => (JoiningType)((bits >> JoiningShift) & 7);

    public Idna2008Category Category => (Idna2008Category)((bits >> CategoryShift) & 3);

    /// <summary>Canonical_Combining_Class; 9 is Virama.</summary>
    public byte CombiningClass => (byte)(bits >> CombiningClassShift);

    public bool IsVirama => CombiningClass == 9;

    public bool IsMark => (bits & MarkBit) != 0;

    public static CodePointProperties Pack(
        BidiClass bidi, JoiningType joining, Idna2008Category category, byte combiningClass, bool isMark, bool isQuickCheckYes)
    {
        uint bits = (uint)bidi | ((uint)joining << JoiningShift) | ((uint)category << CategoryShift) | ((uint)combiningClass << CombiningClassShift);
        if (isMark)
            bits |= MarkBit;
        if (!isQuickCheckYes || combiningClass != 0)
            bits |= NfcMayChangeBit;
        if (bidi is BidiClass.R or BidiClass.AL or BidiClass.AN)
            bits |= RightToLeftBit;
        if (category == Idna2008Category.ContextJ)
            bits |= JoinerBit;
        return new CodePointProperties(bits);
    }
}
