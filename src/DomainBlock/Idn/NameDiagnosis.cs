using System.Numerics;
using System.Runtime.CompilerServices;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>Finds every rule that a name breaks, where the operations themselves stop at the first.</summary>
internal static class NameDiagnosis
{
    /// <summary>RFC 1035 §2.3.4 as text: 255 octets less the first length octet and the root.</summary>
    private const int MaxNameLength = 253;

    [SkipLocalsInit]
    public static IdnDiagnosis Diagnose<TUnit>(ReadOnlySpan<TUnit> text, Span<IdnLabelDiagnosis> labels, IdnRules rules, IdnOperation operation)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (text.Length > IdnLimits.Units)
            return new IdnDiagnosis(IdnError.TooLong, 0);
        Span<int> room = stackalloc int[3 * IdnLimits.LabelCodePoints];
        var names = new NameProcessor<TUnit>(text, rules, room);
        IdnDiagnosis diagnosis = Diagnose(ref names, labels, rules, operation);
        if (!names.MustRestart)
            return diagnosis;
        names = new NameProcessor<TUnit>(text, rules, room, isBidiDomain: true);
        return Diagnose(ref names, labels, rules, operation);
    }

    [SkipLocalsInit]
    private static IdnDiagnosis Diagnose<TUnit>(
        scoped ref NameProcessor<TUnit> names, Span<IdnLabelDiagnosis> labels, IdnRules rules, IdnOperation operation)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        // A label that doesn't fit here is far too long for DNS, and so is its name.
        Span<byte> octets = stackalloc byte[MaxNameLength + 1];
        bool verifiesLength = operation == IdnOperation.ToAscii && (rules & IdnRules.VerifyDnsLength) != 0;
        bool dropsRoot = (rules & IdnRules.DropRootDot) != 0;
        IdnErrorSet all = default;
        int nameLength = 0;
        while (names.MoveNext())
        {
            IdnErrorSet errors = names.Errors;

            // A3 is ToASCII's: in ToUnicode an unpaired surrogate is but a disallowed code point.
            if (operation == IdnOperation.ToUnicode)
            {
                errors = errors.Except(IdnError.IllFormed);
                if (names.Label.IsEmpty && !names.IsRoot && (rules & IdnRules.VerifyDnsLength) != 0)
                    errors |= IdnError.EmptyLabel;
            }
            else if (verifiesLength && !(names.IsRoot && dropsRoot))
            {
                int length = names.Label.WriteAscii(octets);
                if (length is <= 0 or > NameBuffer.MaxLabelOctets)
                    errors |= IdnError.LabelLength;
                nameLength += length < 0 ? octets.Length : length;
                if (names.Index > 0 && !names.IsRoot)
                    nameLength++;
            }
            if (names.Index < labels.Length)
                labels[names.Index] = new IdnLabelDiagnosis(names.Label.Start, names.Label.End - names.Label.Start, errors);
            all |= errors;
        }
        if (verifiesLength && nameLength is (0 or > MaxNameLength))
            all |= IdnError.NameLength;
        return new IdnDiagnosis(all, names.Index + 1);
    }
}
