namespace DomainBlock.Idn;

/// <summary>The contextual rules of RFC 5892 appendix A: where a joiner or one of 25 other code points may stand.</summary>
internal static class ContextRules
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>ContextJ: appendix A.1 and A.2.</summary>
    public static IdnErrorSet CheckJoiners(ReadOnlySpan<int> label)
    {
        IdnErrorSet errors = default;
        for (int i = 0; i < label.Length; i++)
        {
            if (label[i] is not (ZeroWidthNonJoiner or ZeroWidthJoiner))
                continue;
            bool followsVirama = i > 0 && CodePoints.Properties(label[i - 1]).IsVirama;
            if (label[i] == ZeroWidthJoiner && !followsVirama)
                errors |= IdnError.ZeroWidthJoiner;
            else if (label[i] == ZeroWidthNonJoiner && !followsVirama && !StandsBetweenJoining(label, i))
                errors |= IdnError.ZeroWidthNonJoiner;
        }
        return errors;
    }

    /// <summary>ContextO: appendix A.3 to A.9.</summary>
    public static IdnErrorSet CheckOthers(ReadOnlySpan<int> label)
    {
        for (int i = 0; i < label.Length; i++)
        {
            if (label[i] >= 0x80 && CodePoints.Properties(label[i]).Category == Idna2008Category.ContextO && !IsInContext(label, i))
                return IdnError.ContextO;
        }
        return default;
    }

    /// <summary>A.1: (Joining_Type L or D) T* ZWNJ T* (Joining_Type R or D).</summary>
    private static bool StandsBetweenJoining(ReadOnlySpan<int> label, int place)
    {
        int before = place - 1;
        while (before >= 0 && Joining(label[before]) == JoiningType.T)
            before--;
        int after = place + 1;
        while (after < label.Length && Joining(label[after]) == JoiningType.T)
            after++;
        return before >= 0 && after < label.Length
            && Joining(label[before]) is JoiningType.L or JoiningType.D
            && Joining(label[after]) is JoiningType.R or JoiningType.D;
    }

    private static JoiningType Joining(int codePoint) => CodePoints.Properties(codePoint).Joining;

    private static bool IsInContext(ReadOnlySpan<int> label, int place)
    {
        int before = place > 0 ? label[place - 1] : -1;
        int after = place + 1 < label.Length ? label[place + 1] : -1;
        return label[place] switch
        {
            // A.3 MIDDLE DOT: between two l, as in Catalan.
            0x00B7 => before == 'l' && after == 'l',

            // A.4 GREEK LOWER NUMERAL SIGN: before a Greek character.
            0x0375 => IsIn(ScriptRanges.Greek, after),

            // A.5 HEBREW PUNCTUATION GERESH, A.6 GERSHAYIM: after a Hebrew character.
            0x05F3 or 0x05F4 => IsIn(ScriptRanges.Hebrew, before),

            // A.7 KATAKANA MIDDLE DOT: somewhere in a label with Hiragana, Katakana or Han.
            0x30FB => HasKanaOrHan(label),

            // A.8 ARABIC-INDIC DIGITS, A.9 EXTENDED ARABIC-INDIC DIGITS: not both in one label.
            >= 0x0660 and <= 0x0669 => !label.ContainsAnyInRange(0x06F0, 0x06F9),
            >= 0x06F0 and <= 0x06F9 => !label.ContainsAnyInRange(0x0660, 0x0669),

            // A code point whose rule isn't known is not allowed (RFC 5892 §2.7, §4).
            _ => false,
        };
    }

    private static bool HasKanaOrHan(ReadOnlySpan<int> label)
    {
        foreach (int c in label)
        {
            if (IsIn(ScriptRanges.KanaOrHan, c))
                return true;
        }
        return false;
    }

    private static bool IsIn(ReadOnlySpan<uint> ranges, int codePoint)
    {
        for (int i = 0; i < ranges.Length; i += 2)
        {
            if (codePoint >= ranges[i] && codePoint <= ranges[i + 1])
                return true;
        }
        return false;
    }
}
