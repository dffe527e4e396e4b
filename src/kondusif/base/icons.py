"""The small drawings of the product. Only those that a page names travel with it; each stands beside a word.

A 16 px grid, stroke 1.4 to 2.2. The five words of the situation differ by shape first, so that they survive grey-scale.
No hand signs: a number shown with fingers is a candidate's number.
"""

_LINE = 'fill="none" stroke="currentColor"'

ICONS: dict[str, str] = {
    # the situation and the answers of the self-check
    "calm": f'<circle cx="8" cy="8" r="6.4" {_LINE} stroke-width="1.8"/>'
    f'<path d="M5 8.3l2.1 2.1L11 6.2" {_LINE} stroke-width="1.8"/>',
    "watch": '<path d="M8 1l7 7-7 7-7-7z" fill="#d3a565" stroke="#6b4210" stroke-width="1.4"/>'
    '<path d="M8 4.6v4" stroke="#3d2508" stroke-width="1.9"/><circle cx="8" cy="10.9" r="1.1" fill="#3d2508"/>',
    "tense": '<path d="M8 1.2L15.4 14.6H.6z" fill="#b5622f" stroke="#7d3810" stroke-width="1.2"/>'
    '<path d="M8 5.6v4.2" stroke="#fff" stroke-width="1.9"/><circle cx="8" cy="12.1" r="1.1" fill="#fff"/>',
    "critical": '<path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="#6b1d17" stroke="#fff" stroke-width="1.1"/>'
    '<path d="M8 3.8v5.2" stroke="#fff" stroke-width="2"/><circle cx="8" cy="11.7" r="1.2" fill="#fff"/>',
    "silent": f'<circle cx="8" cy="8" r="6.3" {_LINE} stroke-width="1.7" stroke-dasharray="2.6 2.35"/>',
    "tanya": '<path d="M8 .8l7.2 7.2L8 15.2.8 8z" fill="#d3a565" stroke="#6b4210" stroke-width="1.4"/>'
    '<path d="M6.2 6.3c.2-2.4 3.7-2.1 3.5.1-.1 1.2-1.6 1.3-1.6 2.6" fill="none" stroke="#3d2508" stroke-width="1.5"/>'
    '<circle cx="8.1" cy="11.2" r=".95" fill="#3d2508"/>',
    "larang": '<path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="#6b1d17" stroke="#fff" stroke-width="1.1"/>'
    '<path d="M4 8h8" stroke="#fff" stroke-width="2.4"/>',
    # things and movements
    "cek": f'<path d="M2.5 8.6l3.6 3.6 7.4-8" {_LINE} stroke-width="2.2"/>',
    "kurang": f'<rect x="2" y="2" width="12" height="12" {_LINE} stroke-width="1.8" stroke-dasharray="3 2"/>',
    "jam": f'<circle cx="8" cy="8" r="6.3" {_LINE} stroke-width="1.6"/>'
    f'<path d="M8 4.3V8l2.7 1.8" {_LINE} stroke-width="1.6"/>',
    "kunci": f'<path d="M4.7 7V5a3.3 3.3 0 016.6 0v2" {_LINE} stroke-width="1.8"/>'
    '<rect x="2.8" y="7" width="10.4" height="7.4" rx="1" fill="currentColor"/>',
    "berkas": f'<path d="M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3" {_LINE} stroke-width="1.4"/>',
    "panah": f'<path d="M2 8h11M9 3.6L13.4 8 9 12.4" {_LINE} stroke-width="1.8"/>',
    "naik": f'<path d="M8 14V3M3.6 7.2L8 2.8l4.4 4.4" {_LINE} stroke-width="2"/>',
    "turun": f'<path d="M8 2v11M3.6 8.8L8 13.2l4.4-4.4" {_LINE} stroke-width="2"/>',
    "tambah": f'<path d="M8 2.5v11M2.5 8h11" {_LINE} stroke-width="2"/>',
}

# The mark: four bamboo strips woven around one middle, on a grid of its own.
MARK = (
    '<g fill="currentColor"><path d="M1 3h13v4H1zM17 1h4v13h-4zM10 17h13v4H10zM3 10h4v13H3z"/>'
    '<path d="M9 9h6v6H9z" opacity=".55"/></g>'
)
