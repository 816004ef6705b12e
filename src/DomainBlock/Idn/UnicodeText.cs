using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Idn;

/// <summary>
/// ToUnicode (UTS #46 §4.3): it never stops at an error, so that there is always something to show. Where <c>xn--</c>
/// labels pass through, one that doesn't decode to a valid label stays as it is and is no error.
/// </summary>
internal static class UnicodeText
{
    /// <summary>Writes a name's Unicode form.</summary>
    /// <typeparam name="TUnit">The unit of the source.</typeparam>
    /// <typeparam name="TOut"><see cref="byte"/> for UTF-8, <see cref="char"/> for UTF-16.</typeparam>
    /// <returns>The first rule that the name breaks.</returns>
    [SkipLocalsInit]
    public static IdnFault Write<TUnit, TOut>(ReadOnlySpan<TUnit> text, IdnRules rules, Span<TOut> unicode, out int written, out IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
        where TOut : unmanaged, IBinaryInteger<TOut>
    {
        written = 0;
        flags = IdnFlags.None;
        if (text.Length > IdnLimits.Units)
            return new IdnFault(IdnError.TooLong, 0, IdnLimits.Units);
        bool mayKeepAce = (rules & (IdnRules.KeepAceLabels | IdnRules.KeepAsciiNames)) != 0;
        IdnRules decoding = rules & ~(IdnRules.KeepAceLabels | IdnRules.KeepAsciiNames);
        Span<int> room = stackalloc int[3 * IdnLimits.LabelCodePoints];
        scoped var labels = new NameProcessor<TUnit>(text, decoding, room);
        scoped var output = new UnicodeWriter<TOut>(unicode);
        IdnFault fault = WriteLabels(ref labels, rules, mayKeepAce, ref output);
        if (labels.MustRestart)
        {
            labels = new NameProcessor<TUnit>(text, decoding, room, isBidiDomain: true);
            output = new UnicodeWriter<TOut>(unicode);
            fault = WriteLabels(ref labels, rules, mayKeepAce, ref output);
        }
        flags = labels.Flags;
        written = output.Written;
        return fault;
    }

    private static IdnFault WriteLabels<TUnit, TOut>(
        scoped ref NameProcessor<TUnit> labels, IdnRules rules, bool mayKeepAce, scoped ref UnicodeWriter<TOut> output)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
        where TOut : unmanaged, IBinaryInteger<TOut>
    {
        IdnFault fault = default;
        while (labels.MoveNext())
        {
            if (labels.IsRoot && (rules & IdnRules.DropRootDot) != 0)
            {
                // The lone dot is the root's name.
                if (output.Written == 0)
                {
                    output.WriteDot();
                    return default;
                }
                continue;
            }
            if (labels.Index > 0)
                output.WriteDot();

            IdnErrorSet errors = labels.Errors;
            bool staysAce = mayKeepAce && !errors.IsEmpty && labels.Label.Has(LabelTraits.IsAce) && IdnLabel.IsAscii(labels.Label.Mapped);
            output.WriteLabel(staysAce ? labels.Label.Mapped : labels.Label.Unicode, labels.Label.Has(LabelTraits.HadEscape));
            if (staysAce)
                errors = default;
            else if (labels.Label.IsEmpty && !labels.IsRoot && (rules & IdnRules.VerifyDnsLength) != 0)
                errors |= IdnError.EmptyLabel;
            if (!errors.IsEmpty && fault.Error == IdnError.None)
                fault = labels.Fault(errors.First);
        }
        return fault;
    }
}
