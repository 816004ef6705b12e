namespace DomainBlock.Idn;

/// <summary>The Bidi Rule, RFC 5893 §2, for one label of a bidi domain.</summary>
internal static class BidiRule
{
    private const int EuropeanNumber = 1 << (int)BidiClass.EN;
    private const int ArabicNumber = 1 << (int)BidiClass.AN;
    private const int Neutral = EuropeanNumber | (1 << (int)BidiClass.ES) | (1 << (int)BidiClass.CS) | (1 << (int)BidiClass.ET)
        | (1 << (int)BidiClass.ON) | (1 << (int)BidiClass.BN) | (1 << (int)BidiClass.NSM);

    private const int RightToLeft = (1 << (int)BidiClass.R) | (1 << (int)BidiClass.AL);
    private const int AllowedInRightToLeft = RightToLeft | ArabicNumber | Neutral;
    private const int EndOfRightToLeft = RightToLeft | EuropeanNumber | ArabicNumber;
    private const int AllowedInLeftToRight = (1 << (int)BidiClass.L) | Neutral;
    private const int EndOfLeftToRight = (1 << (int)BidiClass.L) | EuropeanNumber;

    /// <summary>Whether the label makes its domain a bidi domain (RFC 5893 §1.4).</summary>
    public static bool HasRightToLeft(ReadOnlySpan<int> label)
    {
        foreach (int c in label)
        {
            if (c >= 0x80 && (CodePoints.Properties(c).Bits & CodePointProperties.RightToLeftBit) != 0)
                return true;
        }
        return false;
    }

    /// <summary>Which of the six conditions the label breaks. A label without direction breaks only the first.</summary>
    public static IdnErrorSet Check(ReadOnlySpan<int> label)
    {
        if (label.IsEmpty)
            return default;

        int seen = 0;
        int last = 0;
        foreach (int c in label)
        {
            int bidi = 1 << (int)CodePoints.Properties(c).Bidi;
            seen |= bidi;
            if (bidi != 1 << (int)BidiClass.NSM)
                last = bidi;
        }

        // 1. The first character is L, R or AL.
        BidiClass first = CodePoints.Properties(label[0]).Bidi;
        IdnErrorSet errors = default;
        switch (first)
        {
            case BidiClass.R or BidiClass.AL:
                // 2. Only R, AL, AN, EN, ES, CS, ET, ON, BN and NSM.
                if ((seen & ~AllowedInRightToLeft) != 0)
                    errors |= IdnError.Bidi2;

                // 3. It ends with R, AL, EN or AN, followed by any NSM.
                if ((last & EndOfRightToLeft) == 0)
                    errors |= IdnError.Bidi3;

                // 4. Not both EN and AN.
                if ((seen & (EuropeanNumber | ArabicNumber)) == (EuropeanNumber | ArabicNumber))
                    errors |= IdnError.Bidi4;
                return errors;

            case BidiClass.L:
                // 5. Only L, EN, ES, CS, ET, ON, BN and NSM.
                if ((seen & ~AllowedInLeftToRight) != 0)
                    errors |= IdnError.Bidi5;

                // 6. It ends with L or EN, followed by any NSM.
                if ((last & EndOfLeftToRight) == 0)
                    errors |= IdnError.Bidi6;
                return errors;

            default:
                return IdnError.Bidi1;
        }
    }
}
