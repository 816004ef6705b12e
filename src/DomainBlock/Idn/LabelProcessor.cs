namespace DomainBlock.Idn;

/// <summary>Steps 2 and 4 of UTS #46 §4 for one mapped label: normalize, convert, validate.</summary>
internal static class LabelProcessor
{
    /// <summary>Processes the label in place.</summary>
    /// <param name="label">A mapped label.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="isBidiDomain">Whether a label of the name is known to have right-to-left characters.</param>
    /// <returns>Every rule that the label breaks; what lengths and empty labels mean is the caller's business.</returns>
    public static IdnErrorSet Process(ref IdnLabel label, IdnRules rules, bool isBidiDomain)
    {
        IdnErrorSet errors = label.MappingErrors;
        if (label.Has(LabelTraits.HadEscape))
            return errors | CheckEscaped(label);

        // 2. Normalize.
        if (!label.Compose())
            return errors | IdnError.TooLong;

        // 4. Convert and validate.
        bool isAscii = !label.Has(LabelTraits.BeyondAscii);
        bool isAce = HasAcePrefix(label.Mapped);
        if (isAce)
        {
            label.Traits |= LabelTraits.IsAce;
            if (!isAscii)
                return errors | IdnError.Punycode;
            if ((rules & IdnRules.KeepAceLabels) == 0)
            {
                if (label.Decode())
                    return errors | CheckDecoded(ref label, rules, isBidiDomain);
                if ((rules & IdnRules.IgnoreInvalidPunycode) == 0)
                    return errors | IdnError.Punycode;
            }
        }
        if ((rules & IdnRules.RequireCanonical) != 0 && label.Has(LabelTraits.Changed))
            errors |= IdnError.NotCanonical;
        return errors | LabelValidator.Check(label, isAce ? rules & ~IdnRules.CheckHyphens : rules, isBidiDomain);
    }

    public static bool HasAcePrefix(ReadOnlySpan<int> label) => label is ['x', 'n', '-', '-', ..];

    /// <summary>A label with escapes is octets, which no rule of text judges; what stands unescaped beside them is text.</summary>
    private static IdnErrorSet CheckEscaped(in IdnLabel label)
    {
        IdnErrorSet errors = default;
        if (label.Has(LabelTraits.HadUnicode))
            errors |= IdnError.MixedEscape;
        if (label.Has(LabelTraits.HadForbidden))
            errors |= IdnError.Forbidden;
        return errors;
    }

    private static IdnErrorSet CheckDecoded(ref IdnLabel label, IdnRules rules, bool isBidiDomain)
    {
        IdnErrorSet errors = label.JudgeDecoded();

        // 4.3: empty, or ASCII only.
        if (!label.Has(LabelTraits.BeyondAscii))
            errors |= IdnError.Punycode;

        // V4. The standard asks for it where CheckHyphens is false, because V2 covers it otherwise; its tests expect both.
        if (HasAcePrefix(label.Unicode))
            errors |= IdnError.AcePrefix;
        if ((rules & IdnRules.RequireCanonical) != 0 && label.Has(LabelTraits.Changed))
            errors |= IdnError.NotCanonical;
        return errors | LabelValidator.Check(label, rules, isBidiDomain);
    }
}
