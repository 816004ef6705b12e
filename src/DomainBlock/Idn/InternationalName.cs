using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>
/// Names with characters beyond ASCII. It takes the whole text, not the label, because mapping works on names: an
/// ideographic full stop is a dot.
/// </summary>
internal static class InternationalName
{
    /// <summary>Answers whether the text is well-formed; no text beyond ASCII is mapped yet, so none is valid.</summary>
    /// <param name="text">The whole name.</param>
    /// <param name="name">The canonical name, once names beyond ASCII are mapped.</param>
    /// <param name="position">In: the first unit beyond ASCII. Out: the unit that breaks a rule.</param>
    public static NameStatus Read<TUnit>(ReadOnlySpan<TUnit> text, ref NameBuffer name, ref int position)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        name.Clear();
        int illFormed = FindIllFormed(text, position);
        if (illFormed < 0)
            return NameStatus.NotAscii;
        position = illFormed;
        return NameStatus.IllFormedText;
    }

    private static int FindIllFormed<TUnit>(ReadOnlySpan<TUnit> text, int from)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        while (from < text.Length)
        {
            OperationStatus status = typeof(TUnit) == typeof(char)
                ? Rune.DecodeFromUtf16(MemoryMarshal.Cast<TUnit, char>(text[from..]), out _, out int consumed)
                : Rune.DecodeFromUtf8(MemoryMarshal.Cast<TUnit, byte>(text[from..]), out _, out consumed);
            if (status != OperationStatus.Done)
                return from;
            from += consumed;
        }
        return -1;
    }
}
