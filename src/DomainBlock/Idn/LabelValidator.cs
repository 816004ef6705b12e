namespace DomainBlock.Idn;

/// <summary>
/// The validity criteria of UTS #46 §4.1 in their order, but for those that the label's way here has settled: V1 (it was
/// composed, or the decoded label was compared), V4 and V7 (found while mapping or decoding) and V5 (labels are cut at
/// dots, and Punycode's basic characters are the label's own).
/// </summary>
internal static class LabelValidator
{
    public static IdnErrorSet Check(in IdnLabel label, IdnRules rules, bool isBidiDomain)
    {
        ReadOnlySpan<int> text = label.Unicode;
        if (text.IsEmpty)
            return default;
        IdnErrorSet errors = default;

        // V2, V3.
        if ((rules & IdnRules.CheckHyphens) != 0)
        {
            if (text is [_, _, '-', '-', ..])
                errors |= IdnError.Hyphens34;
            if (text[0] == '-' || text[^1] == '-')
                errors |= IdnError.EdgeHyphen;
        }

        // V6.
        if ((label.Union & CodePointProperties.MarkBit) != 0 && CodePoints.Properties(text[0]).IsMark)
            errors |= IdnError.LeadingMark;

        // U1, and WHATWG's forbidden domain code points, which both judge the result: composition may have taken one away.
        if ((label.Kinds & (AsciiKinds.NotStd3 | AsciiKinds.Forbidden)) != 0)
            errors |= CheckAscii(text, rules);

        // V8: ContextJ.
        if ((rules & IdnRules.CheckJoiners) != 0 && (label.Union & CodePointProperties.JoinerBit) != 0)
            errors |= ContextRules.CheckJoiners(text);

        // V9: the Bidi Rule, in a bidi domain.
        if ((rules & IdnRules.CheckBidi) != 0 && (isBidiDomain || (label.Union & CodePointProperties.RightToLeftBit) != 0))
            errors |= BidiRule.Check(text);

        if ((rules & IdnRules.Idna2008) != 0 && label.Has(LabelTraits.BeyondAscii))
            errors |= CheckIdna2008(text);
        return errors;
    }

    /// <summary>Whether the character may stand in a name by UseSTD3ASCIIRules.</summary>
    public static bool IsStd3(int ascii) => ascii is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';

    private static IdnErrorSet CheckAscii(ReadOnlySpan<int> text, IdnRules rules)
    {
        IdnErrorSet errors = default;
        int kinds = 0;
        foreach (int c in text)
            kinds |= AsciiKinds.Of(c);
        if ((rules & IdnRules.UseStd3AsciiRules) != 0 && (kinds & AsciiKinds.NotStd3) != 0)
            errors |= IdnError.Std3Ascii;
        if ((rules & IdnRules.ForbidUrlCharacters) != 0 && (kinds & AsciiKinds.Forbidden) != 0)
            errors |= IdnError.Forbidden;
        return errors;
    }

    private static IdnErrorSet CheckIdna2008(ReadOnlySpan<int> text)
    {
        IdnErrorSet errors = ContextRules.CheckOthers(text);
        foreach (int c in text)
        {
            if (CodePoints.Properties(c).Category == Idna2008Category.NotAllowed)
                errors |= IdnError.Idna2008;
        }
        return errors;
    }
}
