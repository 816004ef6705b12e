using System.Text;

namespace DomainBlock.Fuzz.Targets;

/// <summary>Names in any form: every profile, from UTF-8, UTF-16 and wire form.</summary>
internal static class NameTarget
{
    private static readonly IdnProfile[] Profiles = [IdnProfile.Dns, IdnProfile.Browser, IdnProfile.Strict, IdnProfile.Registration];

    public static void Normalize(byte[] utf8)
    {
        bool isUtf8 = System.Text.Unicode.Utf8.IsValid(utf8);
        string utf16 = Encoding.UTF8.GetString(utf8);
        foreach (IdnProfile profile in Profiles)
        {
            string? fromUtf8 = Normalize(utf8, profile);
            string? fromUtf16 = Normalize(utf16, profile);
            FuzzFault.Unless(!isUtf8 || fromUtf8 == fromUtf16, $"{fromUtf8} from UTF-8, {fromUtf16} from UTF-16");
            Span<byte> unicode = new byte[4096];
            DomainNameNormalizer.ToUnicode(utf8, unicode, profile);
            DomainNameNormalizer.Diagnose(utf8, new IdnLabelDiagnosis[4], profile);
        }
        if (Normalize(utf8, IdnProfile.Dns) is { } canonical)
            FuzzFault.Unless(Normalize(canonical, IdnProfile.Dns) == canonical, $"{canonical} becomes another name when it is normalised again");
        ReadWire(utf8);
    }

    private static void ReadWire(byte[] wire)
    {
        byte[] normal = new byte[DomainNameNormalizer.MaxWireLength];
        IdnResult result = DomainNameNormalizer.NormalizeWire(new WireName(wire), normal, out int consumed);
        FuzzFault.Unless(consumed >= 0 && consumed <= wire.Length, $"{consumed} octets of {wire.Length} were read");
        if (!result.IsDone)
            return;
        var name = DomainName.Parse(Text(normal.AsSpan(0, result.Written)));
        FuzzFault.Unless(normal.AsSpan(0, result.Written - 1).SequenceEqual(name.Octets), $"the text of {name} leads to another wire form");
    }

    private static string Text(ReadOnlySpan<byte> wire)
    {
        FuzzFault.Unless(DomainName.Read(new WireName(wire), out DomainName name, out _) == NameStatus.Valid, "a wire form that was normalised is none");
        return name.ToString();
    }

    private static string? Normalize(ReadOnlySpan<byte> utf8, IdnProfile profile)
    {
        Span<byte> ascii = stackalloc byte[DomainNameNormalizer.MaxPresentationLength];
        IdnResult result = DomainNameNormalizer.Normalize(utf8, ascii, profile);
        return result.IsDone ? Encoding.ASCII.GetString(ascii[..result.Written]) : null;
    }

    private static string? Normalize(ReadOnlySpan<char> utf16, IdnProfile profile)
    {
        Span<byte> ascii = stackalloc byte[DomainNameNormalizer.MaxPresentationLength];
        IdnResult result = DomainNameNormalizer.Normalize(utf16, ascii, profile);
        return result.IsDone ? Encoding.ASCII.GetString(ascii[..result.Written]) : null;
    }
}
