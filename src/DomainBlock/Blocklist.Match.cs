using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DomainBlock.Format;
using DomainBlock.Matching;
using DomainBlock.Names;
using DomainBlock.Text;

namespace DomainBlock;

/// <content>Asking: the forms that a name comes in, and the ways that it goes.</content>
public sealed partial class Blocklist
{
    /// <summary>What is asked where no context is given. Passed by reference, so that a question does not begin with writing it.</summary>
    private static readonly MatchContext Anything = new() { View = null };

    /// <summary>Asks for a name in UTF-16 presentation format, with or without the final dot, in any case.</summary>
    /// <returns>The answer; for an invalid name one whose <see cref="MatchResult.Status"/> says why.</returns>
    public MatchResult Match(ReadOnlySpan<char> name) => MatchText(name, Anything);

    /// <summary>Asks for a name in UTF-16 presentation format, in a context.</summary>
    /// <inheritdoc cref="Match(ReadOnlySpan{char})" path="/returns"/>
    public MatchResult Match(ReadOnlySpan<char> name, in MatchContext context) => MatchText(name, context);

    /// <summary>Asks for a name in UTF-8 presentation format, with or without the final dot, in any case.</summary>
    /// <inheritdoc cref="Match(ReadOnlySpan{char})" path="/returns"/>
    public MatchResult Match(ReadOnlySpan<byte> utf8Name) => MatchText(utf8Name, Anything);

    /// <summary>Asks for a name in UTF-8 presentation format, in a context.</summary>
    /// <inheritdoc cref="Match(ReadOnlySpan{char})" path="/returns"/>
    public MatchResult Match(ReadOnlySpan<byte> utf8Name, in MatchContext context) => MatchText(utf8Name, context);

    /// <summary>Asks for a name in DNS wire form, in any case; compression pointers are followed.</summary>
    /// <inheritdoc cref="Match(ReadOnlySpan{char})" path="/returns"/>
    public MatchResult Match(WireName name) => MatchWire(name, Anything);

    /// <summary>Asks for a name in DNS wire form, in a context.</summary>
    /// <inheritdoc cref="Match(ReadOnlySpan{char})" path="/returns"/>
    public MatchResult Match(WireName name, in MatchContext context) => MatchWire(name, context);

    /// <summary>Asks for a chain of names: the one that was asked, then those that its CNAME, HTTPS or SVCB records lead to. The chain mode says what counts.</summary>
    /// <param name="names">The names in UTF-16 presentation format, in the order of the chain.</param>
    /// <param name="context">What else is asked. All names but the first are asked as ones that a record led to.</param>
    /// <returns>The answer, and which name it comes from. Names that come after one that decides are not looked at. Allocates nothing.</returns>
    public ChainResult MatchChain(ReadOnlySpan<string> names, in MatchContext context = default)
    {
        var judge = new ChainJudge(ChainMode);
        MatchContext further = context with { ViaCname = true };
        for (int place = 0; place < names.Length; place++)
        {
            if (judge.Take(MatchText(names[place].AsSpan(), place == 0 ? context : further)))
                break;
        }
        return judge.End();
    }

    /// <summary>Asks for a chain of names in wire form, which lie in one DNS message.</summary>
    /// <param name="message">The whole message: compression pointers count from its start.</param>
    /// <param name="offsets">Where the names begin, in the order of the chain.</param>
    /// <param name="context">What else is asked.</param>
    /// <inheritdoc cref="MatchChain(ReadOnlySpan{string}, in MatchContext)" path="/returns"/>
    public ChainResult MatchChain(ReadOnlySpan<byte> message, ReadOnlySpan<int> offsets, in MatchContext context = default)
    {
        var judge = new ChainJudge(ChainMode);
        MatchContext further = context with { ViaCname = true };
        for (int place = 0; place < offsets.Length; place++)
        {
            if (judge.Take(MatchWire(new WireName(message, offsets[place]), place == 0 ? context : further)))
                break;
        }
        return judge.End();
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchText<TUnit>(ReadOnlySpan<TUnit> text, in MatchContext context)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        // Nearly all names are plain and short: they are asked for where they lie, or narrowed to lower case.
        if (!PlainScanner.TryScanShort(text, out ShortScan scan))
            return MatchOther(text, context);
        if (typeof(TUnit) == typeof(byte) && !scan.HasUpper)
            return MatchShort(ref Unsafe.As<TUnit, byte>(ref MemoryMarshal.GetReference(text)), scan.Ends, scan.Length, isCopy: false, context);
        return MatchCopy(text[..scan.Length], scan.Ends, context);
    }

    /// <summary>Narrows a plain name to lower case, and asks for it.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchCopy<TUnit>(ReadOnlySpan<TUnit> text, ulong ends, in MatchContext context)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        Unsafe.SkipInit(out TextCopy copy);
        return MatchShort(ref MemoryMarshal.GetReference(copy.CopyLower(text)), ends, text.Length, isCopy: true, context);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchWire(WireName wire, in MatchContext context)
    {
        Unsafe.SkipInit(out TextCopy copy);
        if (WireFormat.TryReadPlain(wire, ref copy, out LabelEnds ends, out bool isPlain))
        {
            return isPlain && ends.Length <= ShortText.MaxLength
                ? MatchShort(ref MemoryMarshal.GetReference(copy.Octets), ends.FirstWord, ends.Length, isCopy: true, context)
                : MatchName(new NameText(copy.Octets[..ends.Length], ends, isPlain, isCopy: true), context);
        }
        Unsafe.SkipInit(out NameBuffer name);
        return MatchRead(NameReader.Read(wire, ref name, out _), name, context);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchOther<TUnit>(ReadOnlySpan<TUnit> text, in MatchContext context)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (PlainScanner.TryScan(text, out PlainScan scan))
            return MatchLong(text[..scan.Length], scan, context);
        Unsafe.SkipInit(out NameBuffer name);
        return MatchRead(NameReader.Read(text, ref name, out _), name, context);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchLong<TUnit>(ReadOnlySpan<TUnit> text, in PlainScan scan, in MatchContext context)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        if (typeof(TUnit) == typeof(byte) && !scan.HasUpper)
            return MatchName(new NameText(MemoryMarshal.Cast<TUnit, byte>(text), scan.Ends, isPlain: true), context);
        Unsafe.SkipInit(out TextCopy copy);
        return MatchName(new NameText(copy.CopyLower(text), scan.Ends, isPlain: true, isCopy: true), context);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchRead(NameStatus status, in NameBuffer name, in MatchContext context)
    {
        if (status != NameStatus.Valid)
        {
            CheckView(Image, context.View);
            return new MatchResult(status);
        }
        Unsafe.SkipInit(out TextCopy copy);
        return MatchName(new NameText(name.CopyText(copy.Octets, out LabelEnds ends), ends), context);
    }

    /// <summary>
    /// Asks for a plain name of fewer than 64 octets. A method of its own, as is the look-up of what the filter lets pass, so that each is compiled for what happens in it: the runtime learns which way is rare while
    /// a program starts, and names in mixed case then, or strangers only, made all others slower for good. What it is given are the parts of a <see cref="ShortText"/>, which go in registers.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private MatchResult MatchShort(ref byte first, ulong ends, int length, bool isCopy, in MatchContext context)
    {
        BlocklistImage image = Image;
        CheckView(image, context.View);
        MatchResult result = Matcher.Match(image.Layout, image.ClassLayout, image.Bytes, new ShortText(ref first, ends, length, isCopy), context);

        // The spans above are of memory that is unmapped once the image is unreachable.
        GC.KeepAlive(image);
        return result;
    }

    private MatchResult MatchName(scoped in NameText name, in MatchContext context)
    {
        BlocklistImage image = Image;
        CheckView(image, context.View);
        MatchResult result = Matcher.Match(image.Layout, image.ClassLayout, image.Bytes, name, context);

        // The spans above are of memory that is unmapped once the image is unreachable.
        GC.KeepAlive(image);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckView(BlocklistImage image, ListView? view)
    {
        if (view is not null && view.Owner != image)
            RefuseView(nameof(view));
    }

    [DoesNotReturn]
    private static void RefuseView(string parameter) => throw new ArgumentException("The view was made by another blocklist.", parameter);
}
