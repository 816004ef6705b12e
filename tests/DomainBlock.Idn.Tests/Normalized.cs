using System.Text;

namespace DomainBlock.Idn.Tests;

/// <summary>The operations with strings instead of spans, for tests.</summary>
internal static class Normalized
{
    public static string? Text(string name, IdnProfile profile = default) => Text(name, profile, out _);

    public static string? Text(string name, IdnProfile profile, out IdnResult result)
    {
        var ascii = new byte[DomainNameNormalizer.MaxPresentationLength];
        result = DomainNameNormalizer.Normalize(name, ascii, profile);
        return result.IsDone ? Encoding.ASCII.GetString(ascii, 0, result.Written) : null;
    }

    public static string? Text(byte[] utf8, IdnProfile profile, out IdnResult result)
    {
        var ascii = new byte[DomainNameNormalizer.MaxPresentationLength];
        result = DomainNameNormalizer.Normalize(utf8, ascii, profile);
        return result.IsDone ? Encoding.ASCII.GetString(ascii, 0, result.Written) : null;
    }

    public static IdnError Error(string name, IdnProfile profile = default)
    {
        Text(name, profile, out IdnResult result);
        return result.Error;
    }

    public static string Unicode(string name, IdnProfile profile, out IdnResult result)
    {
        var unicode = new char[4096];
        result = DomainNameNormalizer.ToUnicode(name, unicode, profile);
        return new string(unicode, 0, result.Written);
    }

    public static byte[]? Wire(string name)
    {
        var wire = new byte[DomainNameNormalizer.MaxWireLength];
        IdnResult result = DomainNameNormalizer.NormalizeToWire(name, wire);
        return result.IsDone ? wire[..result.Written] : null;
    }
}
