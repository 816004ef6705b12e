using System.Numerics;
using System.Runtime.CompilerServices;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>
/// ToASCII (UTS #46 §4.2) into a canonical name. It takes the whole text, not the label, because mapping works on names:
/// an ideographic full stop is a dot.
/// </summary>
internal static class InternationalName
{
    /// <summary>Reads a name in presentation format that has characters beyond ASCII, by the Dns profile.</summary>
    /// <param name="text">The whole name.</param>
    /// <param name="name">The canonical name; of no meaning unless the status is <see cref="NameStatus.Valid"/>.</param>
    /// <param name="position">The unit that breaks a rule, or the start of the label that does, or the text's length.</param>
    public static NameStatus Read<TUnit>(ReadOnlySpan<TUnit> text, ref NameBuffer name, ref int position)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        IdnFault fault = Read(text, IdnRules.Dns, ref name, out _);
        position = fault.Position;
        return ToStatus(fault.Error);
    }

    /// <summary>Reads a name by any rules. Lengths are verified whatever the rules, for the name would not fit otherwise.</summary>
    /// <returns>The first rule that the name breaks; <see cref="IdnError.None"/> if none, then the position is the text's length.</returns>
    [SkipLocalsInit]
    public static IdnFault Read<TUnit>(ReadOnlySpan<TUnit> text, IdnRules rules, ref NameBuffer name, out IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        flags = IdnFlags.None;
        if (text.Length > IdnLimits.VerifiedUnits)
            return new IdnFault(IdnError.TooLong, 0, IdnLimits.VerifiedUnits);
        Span<int> room = stackalloc int[3 * IdnLimits.VerifiedLabelCodePoints];
        var labels = new NameProcessor<TUnit>(text, rules, room);
        IdnFault fault = ReadLabels(ref labels, rules, ref name);
        if (fault.Error == IdnError.None && labels.MustRestart)
        {
            labels = new NameProcessor<TUnit>(text, rules, room, isBidiDomain: true);
            fault = ReadLabels(ref labels, rules, ref name);
        }
        flags = labels.Flags;
        return fault.Error == IdnError.None ? fault with { Position = text.Length } : fault;
    }

    /// <summary>The status that says as much of an error as <see cref="NameStatus"/> can.</summary>
    public static NameStatus ToStatus(IdnError error) => error switch
    {
        IdnError.None => NameStatus.Valid,
        IdnError.IllFormed => NameStatus.IllFormedText,
        IdnError.BadEscape => NameStatus.BadEscape,
        IdnError.Forbidden => NameStatus.ForbiddenCharacter,
        IdnError.EmptyLabel => NameStatus.EmptyLabel,
        IdnError.LabelLength => NameStatus.LabelTooLong,
        IdnError.NameLength or IdnError.TooLong => NameStatus.NameTooLong,
        _ => NameStatus.InvalidUnicode,
    };

    private static IdnFault ReadLabels<TUnit>(scoped ref NameProcessor<TUnit> labels, IdnRules rules, ref NameBuffer name)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        name.Clear();
        bool mayDropRoot = (rules & IdnRules.DropRootDot) != 0;
        bool isDotFirst = false;
        while (labels.MoveNext())
        {
            if (!labels.Errors.IsEmpty)
                return labels.Fault();

            // What follows the final dot is the root; a lone dot is the root's name.
            if (labels.IsRoot && (mayDropRoot || (rules & IdnRules.VerifyDnsLength) == 0))
                return default;
            if (labels.Label.IsEmpty && labels.Index == 0 && !labels.IsLast && mayDropRoot)
            {
                isDotFirst = true;
                continue;
            }
            if (isDotFirst || labels.Label.IsEmpty)
                return labels.Fault(EmptyError(rules));

            // No room for a whole label, and not enough for this one: the name is too long, whatever the label is.
            Span<byte> octets = name.NextLabel;
            int length = labels.Label.WriteAscii(octets);
            if (length < 0)
                return labels.Fault(octets.Length < NameBuffer.MaxLabelOctets ? IdnError.NameLength : IdnError.LabelLength);
            name.TakeLabel(length);
        }
        return default;
    }

    /// <summary>A4_2 has a label be at least one octet long; profiles for people and lists call it by its name.</summary>
    private static IdnError EmptyError(IdnRules rules) => (rules & IdnRules.DropRootDot) != 0 ? IdnError.EmptyLabel : IdnError.LabelLength;
}
