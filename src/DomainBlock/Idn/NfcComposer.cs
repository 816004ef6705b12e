namespace DomainBlock.Idn;

/// <summary>
/// Normalization Form C (UAX #15, Unicode Standard §3.11): decompose, order the marks, compose. Works on one label in
/// place; the part before the first code point that could change stays as it is.
/// </summary>
internal static class NfcComposer
{
    /// <summary>No code point below is a mark or composes with one before it.</summary>
    private const int FirstMark = 0x300;

    /// <summary>Brings a label into NFC.</summary>
    /// <param name="label">The label's code points, and room behind them.</param>
    /// <param name="length">How many code points the label has, before and after.</param>
    /// <param name="scratch">Room for the decomposed label.</param>
    /// <returns>False if the decomposed label doesn't fit; the label is then unchanged.</returns>
    public static bool Compose(Span<int> label, ref int length, Span<int> scratch)
    {
        int start = FirstThatMayChange(label[..length]);
        if (start == length)
            return true;

        // What stands directly before is a starter that stays in any case, but it may be composed with what follows.
        start = Math.Max(start - 1, 0);
        int count = 0;
        foreach (int c in label[start..length])
        {
            if (!NfcDecomposition.Append(c, scratch, ref count))
                return false;
        }
        Order(scratch[..count]);
        count = ComposeInPlace(scratch[..count]);
        if (count > label.Length - start)
            return false;
        scratch[..count].CopyTo(label[start..]);
        length = start + count;
        return true;
    }

    /// <summary>Whether a label is in NFC.</summary>
    /// <param name="label">The label.</param>
    /// <param name="scratch">Room for the decomposed label.</param>
    /// <param name="fits">False if the decomposed label doesn't fit; nothing is known then.</param>
    public static bool IsComposed(ReadOnlySpan<int> label, Span<int> scratch, out bool fits)
    {
        int count = 0;
        fits = true;
        foreach (int c in label)
        {
            fits = NfcDecomposition.Append(c, scratch, ref count);
            if (!fits)
                return false;
        }
        Order(scratch[..count]);
        return scratch[..ComposeInPlace(scratch[..count])].SequenceEqual(label);
    }

    /// <summary>Where the first code point stands that keeps a quick check from answering yes (UAX #15 §9); the length if none does.</summary>
    private static int FirstThatMayChange(ReadOnlySpan<int> label)
    {
        for (int i = 0; i < label.Length; i++)
        {
            if (label[i] >= NfcTable.FirstDecomposed && (CodePoints.Properties(label[i]).Bits & CodePointProperties.NfcMayChangeBit) != 0)
                return i;
        }
        return label.Length;
    }

    /// <summary>Canonical ordering (D108): each run of marks is sorted by combining class, equal ones keep their order.</summary>
    private static void Order(Span<int> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            int moved = text[i];
            int combiningClass = CombiningClass(moved);
            if (combiningClass == 0)
                continue;
            int place = i;
            while (place > 0 && CombiningClass(text[place - 1]) > combiningClass)
            {
                text[place] = text[place - 1];
                place--;
            }
            text[place] = moved;
        }
    }

    /// <summary>Canonical composition (D117): each code point joins the last starter unless something blocks it.</summary>
    private static int ComposeInPlace(Span<int> text)
    {
        int written = 0;
        int starter = -1;
        int lastClass = -1;
        foreach (int c in text)
        {
            int combiningClass = CombiningClass(c);

            // Blocked (D115): between the starter and this one stands a starter, or a mark of the same or a higher class.
            if (c >= FirstMark && starter >= 0 && lastClass < combiningClass)
            {
                int composed = NfcDecomposition.Pair(text[starter], c);
                if (composed >= 0)
                {
                    text[starter] = composed;
                    continue;
                }
            }
            if (combiningClass == 0)
            {
                starter = written;
                lastClass = -1;
            }
            else
            {
                lastClass = combiningClass;
            }
            text[written++] = c;
        }
        return written;
    }

    private static int CombiningClass(int codePoint) => codePoint < FirstMark ? 0 : CodePoints.Properties(codePoint).CombiningClass;
}
