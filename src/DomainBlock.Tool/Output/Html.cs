using System.Globalization;
using System.Net;
using System.Text;
using DomainBlock.Lists;

namespace DomainBlock.Tool.Output;

/// <summary>A piece of a page. Whatever is put into it by <c>$"…"</c> is escaped, but for other pieces: no text of a list becomes markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>A piece that is taken as it is: only for what no file has a part in.</summary>
    public static Html Verbatim(string markup)
    {
        var piece = new Html();
        piece._text.Append(markup);
        return piece;
    }

    /// <summary>Adds markup with values in it.</summary>
    public Html Add([System.Diagnostics.CodeAnalysis.StringSyntax("Html")] FormattableString markup)
    {
        object?[] values = [.. markup.GetArguments().Select(Escape)];
        _text.AppendFormat(CultureInfo.InvariantCulture, markup.Format, values).Append('\n');
        return this;
    }

    /// <summary>Adds a piece for each of some items.</summary>
    public Html Each<T>(IEnumerable<T> items, Func<T, FormattableString> markup)
    {
        foreach (T item in items)
            Add(markup(item));
        return this;
    }

    public override string ToString() => _text.ToString();

    private static object? Escape(object? value) => value switch
    {
        Html piece => piece.ToString(),
        string text => WebUtility.HtmlEncode(EscapedText.Escape(text)),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value,
    };
}
