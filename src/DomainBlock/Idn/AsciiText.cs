using System.Numerics;
using System.Runtime.CompilerServices;

namespace DomainBlock.Idn;

/// <summary>ToASCII (UTS #46 §4.2) where lengths are not verified: empty labels stay, and so does the final dot.</summary>
internal static class AsciiText
{
    /// <summary>Writes a name's ASCII form.</summary>
    /// <param name="text">The name.</param>
    /// <param name="rules">Rules without VerifyDnsLength.</param>
    /// <param name="ascii">Room for the result.</param>
    /// <param name="written">How many octets were written, or -1 if the room is too small.</param>
    /// <param name="flags">What was seen.</param>
    [SkipLocalsInit]
    public static IdnFault Write<TUnit>(ReadOnlySpan<TUnit> text, IdnRules rules, Span<byte> ascii, out int written, out IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        written = 0;
        flags = IdnFlags.None;
        if (text.Length > IdnLimits.Units)
            return new IdnFault(IdnError.TooLong, 0, IdnLimits.Units);
        Span<int> room = stackalloc int[3 * IdnLimits.LabelCodePoints];
        var labels = new NameProcessor<TUnit>(text, rules, room);
        IdnFault fault = WriteLabels(ref labels, rules, ascii, out written);
        if (fault.Error == IdnError.None && labels.MustRestart)
        {
            labels = new NameProcessor<TUnit>(text, rules, room, isBidiDomain: true);
            fault = WriteLabels(ref labels, rules, ascii, out written);
        }
        flags = labels.Flags;

        // The URL Standard fails on an empty result; an empty name is no name to anybody else either.
        return fault.Error == IdnError.None && written == 0 ? new IdnFault(IdnError.NameLength, 0, 0) : fault;
    }

    private static IdnFault WriteLabels<TUnit>(scoped ref NameProcessor<TUnit> labels, IdnRules rules, Span<byte> ascii, out int written)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        written = 0;
        bool hasRoom = true;
        while (labels.MoveNext())
        {
            if (!labels.Errors.IsEmpty)
                return labels.Fault();

            // An error further on matters more than room, so labels are looked at to the end.
            if (!hasRoom || (labels.IsRoot && (rules & IdnRules.DropRootDot) != 0))
                continue;
            int length = -1;
            if (labels.Index > 0 && written < ascii.Length)
                ascii[written++] = (byte)'.';
            else if (labels.Index > 0)
                hasRoom = false;
            if (hasRoom)
                length = labels.Label.WriteAscii(ascii[written..]);
            hasRoom = length >= 0;
            written += Math.Max(length, 0);
        }
        if (!hasRoom)
            written = -1;
        return default;
    }
}
