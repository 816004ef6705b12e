using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DomainBlock.Text;

namespace DomainBlock.Idn;

/// <summary>The operations of <see cref="DomainNameNormalizer"/>: the short way where the name is plain ASCII, UTS #46 else.</summary>
internal static class NameNormalization
{
    public static IdnResult ToText<TUnit>(ReadOnlySpan<TUnit> name, Span<byte> ascii, IdnRules rules)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (rules == IdnRules.Dns && PlainScanner.TryScan(name, out PlainScan scan))
            return CopyAscii(name[..scan.Length], ascii, scan.HasFinalDot ? IdnFlags.HadRootDot : IdnFlags.None);
        if ((rules & IdnRules.KeepAsciiNames) != 0 && CanonicalText.IsAscii(name))
            return KeepAsciiName(name, ascii, rules);
        return (rules & IdnRules.VerifyDnsLength) != 0 ? ToVerifiedText(name, ascii, rules) : ToFreeText(name, ascii, rules);
    }

    [SkipLocalsInit]
    public static IdnResult ToWire<TUnit>(ReadOnlySpan<TUnit> name, Span<byte> wire, IdnRules rules)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        Unsafe.SkipInit(out NameBuffer buffer);
        IdnFault fault = Read(name, rules, ref buffer, out IdnFlags flags);
        return fault.Error == IdnError.None ? Written(CopyWire(buffer, wire), flags) : Failed(fault, flags);
    }

    [SkipLocalsInit]
    public static IdnResult FromWire(WireName name, Span<byte> wire, out int consumed)
    {
        Unsafe.SkipInit(out NameBuffer buffer);
        NameStatus status = WireFormat.Read(name, ref buffer, out int position);
        consumed = 0;
        if (status != NameStatus.Valid)
        {
            IdnResult failed = Failed(new IdnFault(ToError(status), buffer.LabelCount, Math.Max(position, 0)), IdnFlags.None);
            return status == NameStatus.Truncated ? failed with { Status = OperationStatus.NeedMoreData } : failed;
        }
        consumed = WireFormat.LengthInPlace(name);
        ReadOnlySpan<byte> source = name.Message.Slice(name.Offset, consumed);
        int written = CopyWire(buffer, wire);
        IdnFlags flags = HasAceLabel(buffer) ? IdnFlags.HadAce : IdnFlags.None;
        if (written > 0 && source.SequenceEqual(wire[..written]))
            flags |= IdnFlags.WasCanonical;
        else if (WireFormat.HasUpper(name))
            flags |= IdnFlags.HadUpper;
        return Written(written, flags);
    }

    private static bool HasAceLabel(in NameBuffer name)
    {
        for (int label = 0; label < name.LabelCount; label++)
        {
            if (name.Octets[(name.LabelStarts[label] + 1)..name.LabelStarts[label + 1]].StartsWith("xn--"u8))
                return true;
        }
        return false;
    }

    public static IdnResult ToUnicode<TUnit, TOut>(ReadOnlySpan<TUnit> name, Span<TOut> unicode, IdnRules rules)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
        where TOut : unmanaged, IBinaryInteger<TOut>
    {
        IdnFault fault = UnicodeText.Write(name, rules, unicode, out int written, out IdnFlags flags);
        IdnResult result = Written(written, flags);
        return fault.Error == IdnError.None || !result.IsDone ? result : Failed(fault, flags) with { Written = result.Written };
    }

    private static IdnResult KeepAsciiName<TUnit>(ReadOnlySpan<TUnit> name, Span<byte> ascii, IdnRules rules)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (name.IsEmpty)
            return Failed(new IdnFault(IdnError.NameLength, 0, 0), IdnFlags.None);
        if (name.Length > IdnLimits.Units)
            return Failed(new IdnFault(IdnError.TooLong, 0, IdnLimits.Units), IdnFlags.None);
        int forbidden = (rules & IdnRules.ForbidUrlCharacters) != 0 ? CanonicalText.IndexOfForbidden(name) : -1;
        if (forbidden >= 0)
            return Failed(new IdnFault(IdnError.Forbidden, name[..forbidden].Count(TUnit.CreateTruncating('.')), forbidden), IdnFlags.None);
        return CopyAscii(name, ascii, IdnFlags.None);
    }

    [SkipLocalsInit]
    private static IdnResult ToVerifiedText<TUnit>(ReadOnlySpan<TUnit> name, Span<byte> ascii, IdnRules rules)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        Unsafe.SkipInit(out NameBuffer buffer);
        IdnFault fault = Read(name, rules, ref buffer, out IdnFlags flags);
        if (fault.Error != IdnError.None)
            return Failed(fault, flags);
        int written = CanonicalText.Write(buffer.Octets, ascii, isPresentation: (rules & IdnRules.PresentationFormat) != 0);
        return Written(written, flags | SameFlag(name, ascii, written));
    }

    private static IdnResult ToFreeText<TUnit>(ReadOnlySpan<TUnit> name, Span<byte> ascii, IdnRules rules)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        IdnFault fault = AsciiText.Write(name, rules, ascii, out int written, out IdnFlags flags);
        return fault.Error == IdnError.None ? Written(written, flags | SameFlag(name, ascii, written)) : Failed(fault, flags);
    }

    /// <summary>
    /// Reads a name as any part of this library does. By the Dns profile the empty text is no name, and text without
    /// characters beyond ASCII is presentation format and nothing more; there the first fault in reading order counts.
    /// </summary>
    private static IdnFault Read<TUnit>(ReadOnlySpan<TUnit> name, IdnRules rules, ref NameBuffer buffer, out IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (name.IsEmpty)
        {
            buffer.Clear();
            flags = IdnFlags.None;
            return new IdnFault(IdnError.NameLength, 0, 0);
        }
        return InternationalName.Read(name, rules, ref buffer, out flags);
    }

    private static IdnResult CopyAscii<TUnit>(ReadOnlySpan<TUnit> name, Span<byte> ascii, IdnFlags flags)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (ascii.Length < name.Length)
            return Written(-1, flags);
        if (typeof(TUnit) == typeof(char))
            Ascii.ToLower(MemoryMarshal.Cast<TUnit, char>(name), ascii, out _);
        else
            Ascii.ToLower(MemoryMarshal.Cast<TUnit, byte>(name), ascii, out _);
        ReadOnlySpan<byte> written = ascii[..name.Length];
        if (!CanonicalText.AreSame(name, written))
            flags |= IdnFlags.HadUpper;
        else if (flags == IdnFlags.None)
            flags = IdnFlags.WasCanonical;
        if (written.Length > 1 && written[^1] == '.')
            flags |= IdnFlags.HadRootDot;
        if (CanonicalText.HasAceLabel(written))
            flags |= IdnFlags.HadAce;
        return Written(name.Length, flags);
    }

    private static int CopyWire(in NameBuffer buffer, Span<byte> wire)
    {
        ReadOnlySpan<byte> octets = buffer.Octets;
        if (wire.Length <= octets.Length)
            return -1;
        octets.CopyTo(wire);
        wire[octets.Length] = 0;
        return octets.Length + 1;
    }

    private static IdnFlags SameFlag<TUnit>(ReadOnlySpan<TUnit> name, ReadOnlySpan<byte> ascii, int written)
        where TUnit : unmanaged, IBinaryInteger<TUnit> =>
        written >= 0 && CanonicalText.AreSame(name, ascii[..written]) ? IdnFlags.WasCanonical : IdnFlags.None;

    private static IdnResult Written(int written, IdnFlags flags) => written < 0
        ? new IdnResult(OperationStatus.DestinationTooSmall, IdnError.None, flags, 0, 0, 0)
        : new IdnResult(OperationStatus.Done, IdnError.None, flags, 0, (ushort)written, 0);

    private static IdnResult Failed(IdnFault fault, IdnFlags flags) => new(
        OperationStatus.InvalidData, fault.Error, flags, (byte)Math.Min(fault.Label, byte.MaxValue), 0, (ushort)Math.Min(fault.Position, ushort.MaxValue));

    private static IdnError ToError(NameStatus status) => status switch
    {
        NameStatus.Truncated => IdnError.WireTruncated,
        NameStatus.BadLabelType => IdnError.WireLabelType,
        NameStatus.BadPointer => IdnError.WirePointer,
        NameStatus.LabelTooLong => IdnError.LabelLength,
        _ => IdnError.NameLength,
    };
}
